"""Running the application: servers, hosts, headers, logs, probes, metrics, settings."""
