"""Metrics, read as Prometheus reads them."""

from prometheus_client.parser import text_string_to_metric_families


def counted(text: str, name: str) -> dict[tuple[str, ...], float]:
    """The samples called `name`, by the values of their labels, these by name."""
    families = text_string_to_metric_families(text)
    return {
        tuple(value for _, value in sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
        if sample.name == name
    }
