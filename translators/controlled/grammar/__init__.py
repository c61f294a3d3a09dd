"""Grammar: a memoised parser, and the rules that build syntax trees."""
