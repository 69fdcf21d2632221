"""What everything else is made of: records, units, errors, settings, registers."""
