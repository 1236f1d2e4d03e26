"""What can happen to workshops and their bookings, in sentences."""

from fund.audit import verbs

verbs.register(
    workshop_added="{by} set the workshop up",
    workshop_changed="{by} changed the workshop",
    workshop_called_off="{by} called the workshop off: {reason}",
    workshop_booked="Seats were booked: {seats}",
    workshop_waited_for="Seats were asked for on the waiting list: {seats}",
    workshop_booking_cancelled="Seats were given back: {seats}",
    workshop_attendance_marked="{by} marked who came: {count}",
    workshop_bookings_forgotten="{count} bookings lost their names, and {letters} letters went",
)
