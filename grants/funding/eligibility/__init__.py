"""“Is it right for us?”: a few questions that anybody may answer before starting."""
