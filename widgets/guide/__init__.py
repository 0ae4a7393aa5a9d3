"""The guided first job: a lesson that is done on the real program, step by step."""
