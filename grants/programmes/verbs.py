"""What can happen to funds and rounds, in sentences."""

from fund.audit import verbs

verbs.register(
    form_frozen="{by} froze version {number} of the form",
    form_started="{by} started the form from {source}",
    test_round_made="{by} made a test round of {source}",
    form_published="{by} published version {number} of the form while the round was open",
    money_set_aside="{by} set aside £{amount} for {where}",
    past_fund_entered="{by} entered the fund with its past grants",
    past_round_entered="{by} entered the round with its past grants",
    past_fund_grown="{by} made the fund {total} in all, to hold more past grants",
    fund_saved="{by} saved the fund",
    round_saved="{by} saved the round",
    question_set_saved="{by} saved the question set",
    workshop_added="{by} set the workshop up",
    workshop_changed="{by} changed the workshop",
    workshop_called_off="{by} called the workshop off: {reason}",
    workshop_booked="Seats were booked: {seats}",
    workshop_waited_for="Seats were asked for on the waiting list: {seats}",
    workshop_booking_cancelled="Seats were given back: {seats}",
    workshop_attendance_marked="{by} marked who came: {count}",
    workshop_bookings_forgotten="{count} bookings lost their names, and {letters} letters went",
    round_archived="{by} archived the round",
    round_brought_back="{by} brought the round back from the archive",
)
