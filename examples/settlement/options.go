package main

import (
	"flag"
	"io"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

const help = `settlement settles the first quarter of 2026 of a shop on consignment (fictional),
month by month, and prints:

  what was sold, kept and owed, and what of the cash belongs to others;
  the sales, the closing reports of the shifts, the acquirer's register and the
  bank held against each other, with every difference;
  the statement of each of forty makers: every amount with its derivation, what
  may be paid and what waits, and why;
  an art book that four makers share, and the joint project of two residents;
  rents set off against proceeds; an objection to a report; refunds that became
  known after a close; the income of the self-employed against its limit;
  and checks: statements add up, and to the books.

With -out it writes documents, statements, payment orders and the books.

Flags:
`

// options are what the command line says.
type options struct {
	language accrual.Language
	party    accrual.Party
	out      string
}

// parse reads the command line.
func parse(args []string, stdout io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("settlement", flag.ContinueOnError)
	flags.StringVar((*string)(&o.party), "party", "", "print only the statement of the maker with this `id`, such as M-07")
	flags.StringVar(&o.out, "out", "", "write documents and books into this `folder`")
	o.language, err = printout.Parse(flags, help, args, stdout, nil)
	return o, err
}
