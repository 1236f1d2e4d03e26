"""What can happen to payments and runs, in sentences."""

from fund.audit import verbs

verbs.register(
    payment_raised="{by} raised payment {payment} of {amount} for milestone {number}",
    payment_approved="{by} approved payment {payment} of {amount}",
    payment_refused="{by} refused payment {payment}: {reason}",
    payment_cancelled="{by} cancelled payment {payment}: {reason}",
    payment_sent="{by} sent payment {payment} of {amount} to the bank in {run}",
    payment_paid="The bank paid {payment}, {amount}, on {on}; {by} entered it",
    payment_failed="The bank did not pay {payment}: {reason}; {by} entered it",
    payment_not_paid="Payment {payment} of {amount} was not paid after all: {reason}; {by} entered it",
    payment_recovered="{by} entered {amount} that came back from payment {payment}: {reason}",
    run_made="{by} made {run}, payments: {count}, together {amount}",
    run_sent="{by} exported {run} for the bank and sent it",
    run_exported_again="{by} exported {run} again",
    run_cancelled="The run {run} was cancelled: no payment is left in it",
    run_settled="All results of {run} are in",
    payment_limit_changed="{by} set the limits of {person}: raise {may_raise}, approve {may_approve}",
)
