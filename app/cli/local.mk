# Sources of app/cli.
