# What the build needs of templates/.
