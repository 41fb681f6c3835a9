# Charts of who drives the loss.
