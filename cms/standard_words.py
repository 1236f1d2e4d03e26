"""The first words of the standard pages. Editors make them their own."""

ABOUT = """
<p>This fund puts money in the hands of the people who know their neighbourhood best: the groups who live and
work there.</p>
<h2>How we behave</h2>
<ul><li><b>Be positive.</b> We start from what people and places already have.</li>
<li><b>Be accountable.</b> Every pound is shown on this site: who received it, what for, and where.</li>
<li><b>Be courageous.</b> We fund new ideas, and learn from those that don't work.</li>
<li><b>Be kind.</b> We ask only what we need, and only once.</li></ul>
<h2>How decisions are made</h2>
<p>An officer checks each application. A panel scores it against what is published on the round's page. Anyone
with a tie to a group stands aside. Groups are told what was decided and why.</p>
"""

ACCESSIBILITY = """
<p>We want everybody to be able to use this site. It is built to meet the Web Content Accessibility Guidelines
2.2 at level AA.</p>
<h2>What you can do</h2>
<ul><li>Zoom in to 400% without losing anything.</li><li>Use every page with a keyboard alone.</li>
<li>Use every page with a screen reader.</li><li>Fill in every form without JavaScript.</li>
<li>Read the figures of every picture in a table.</li></ul>
<h2>If something doesn't work for you</h2>
<p>Tell the fund's officers. They can send any page or form in another format, and take an application over
the telephone or in person.</p>
"""

PRIVACY = """
<p>We keep what we need to run the fund fairly, and no more.</p>
<h2>What we publish</h2>
<p>When a grant is awarded we publish the name of the group, the amount, what it is for and the places it
helps. We never publish the names, addresses, telephone numbers or e-mail addresses of people, or bank
details.</p>
<h2>What we keep</h2>
<p>Applications, decisions and payments are kept as public records of how money was spent. Bank details are
encrypted, and only those who pay grants can use them.</p>
<h2>Cookies</h2>
<p>We use one cookie to keep you signed in, one to protect forms, and for a moment one that carries what the
next page has to tell you. What you write in an application is also kept in your browser until it has reached
us. No other host is called when you read this site, and nobody follows you from page to page.</p>
<h2>Your rights</h2>
<p>You can ask to see what we hold about you, to have it corrected, and in some cases to have it removed.</p>
"""
