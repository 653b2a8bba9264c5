"""What ./run and ./test do before anything is installed. Standard library only, and nothing of app/."""
