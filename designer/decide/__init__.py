"""Who sees what: the frozen rules, the buckets, and the choice for one consumer, with reasons."""
