"""The lint room: findings on a project, from rules that are data wherever a platform's numbers are
involved."""
