"""How prices come about, without a database: amounts by night, derivation, a party's price, what may be sold.

Amounts are arrays over plans, room types and nights, so that a quote for all of a house is one calculation;
an array holds NOTHING where no amount is set."""
