"""Facts, rules, verbs and storage of the office, without a window."""
