# Sources of app/web.
