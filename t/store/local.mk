# Tests against a real database and cache (LINNET_CONFIG names the settings of a migrated one).
store_tests +=
