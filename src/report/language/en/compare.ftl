# Runs side by side.
