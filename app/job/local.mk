# Sources of app/job.
