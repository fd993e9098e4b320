"""What is computed: from scores and weights to a ranking, its robustness and its reasons."""
