"""What is true and what follows from it: no input, output, clock or screen."""
