# Sources of app/main.
