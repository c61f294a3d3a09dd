"""The commands of ``prover``: what each one takes, asks for and prints."""
