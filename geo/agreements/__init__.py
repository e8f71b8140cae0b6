"""The register of agreements, each quotation verified in its passage."""
