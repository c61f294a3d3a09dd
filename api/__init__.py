"""One pipeline (:mod:`api.service`) and its faces: the command line, evaluation."""
