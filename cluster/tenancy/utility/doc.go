// Package utility charges what meters count: electricity, water, heat.
//
// A [Reading] is the fact: how a meter stood as a day began. [Consume] turns
// readings into [Consumption], what was used between two of them and over which
// days, and [Facts] into facts of the spine. A [Tariff] is what the units cost in
// time: [Prices] with slabs, blocks, a fixed amount, a surcharge and seasons. The
// clause [Metered] prices each consumption by its tariff, and a [Pool] divides
// what many used together: a bill, or a main meter less its sub-meters.
//
//	used, err := utility.Consume(readings)   // a meter that runs backward is refused by its place
//	facts, err := utility.Facts(used)        // for accrual.Close
//	bill, err := tariff.Bill(units, period, finance.HalfEven)
//
// Conventions. A reading stands for the beginning of its day, so one of 1 April
// closes March; the consumption is supplied on the last day that it closes,
// which says in which month it is charged, under which terms, and at what rate
// it is taxed. Who wants a change of tax in two lines reads the meter on that
// day; a change of tariff needs no reading: units are divided by days. An edge
// of a block is stated for a number of days and grows or shrinks with the days
// read, rounded to the tariff's step, half-even unless it says otherwise; the
// fixed amount goes the same way. A block prices the units in it; a slab
// that is reached prices all units. A unit that equals an edge lies below it.
// What a reading costs is rounded once, half-even unless the clause says
// otherwise. Quantities are whole thousandths of a unit.
//
// A change of the clause holds for whole readings, by their last day; put a
// change of price into the tariff's own time. In a simulation one month is one
// reading: add [Units] and [Days], and leave [Until] out.
//
// It leaves out tariffs by the hour, by demand (kW) and by power factor, and
// estimates: a host that estimates makes a Consumption. It knows no tariff: the
// host passes dated ones, with their sources.
package utility
