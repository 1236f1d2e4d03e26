"""What can happen to an application, in sentences."""

from fund.audit import verbs

verbs.register(
    test_round_cleared="{by} deleted the {count} applications of the test round",
    application_started="{by} started the application",
    application_form_followed="The form changed from version {before} to {number}, and the draft followed",
    application_saved="{by} saved “{section}”",
    application_commented="{by} wrote a comment to the group",
    application_restored="{by} brought earlier words back",
    application_copied="{by} copied answers from {source}",
    application_message="{by} wrote a message",
    application_sign_off_asked="{by} asked for a second person to confirm it",
    application_signed_off="{by} read the application and confirmed it",
    application_file_removed="{by} took the file “{name}” away",
    application_sent="{by} sent the application (number {number})",
    application_withdrawn="{by} withdrew the application",
    application_expired="The round closed before the application was sent",
    application_checked="{by} checked the application",
    application_returned="{by} asked the group a question",
    application_ineligible="{by} found the application ineligible",
    application_to_panel="{by} passed the application to the panel",
    application_extended="{by} gave the group until {until}",
    application_transcribed="{by} typed the transcript of “{name}” (version {number})",
    application_decided="{by} released the decision",
)
