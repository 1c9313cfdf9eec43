package main

import (
	"flag"
	"fmt"
	"io"

	"github.com/creative-cluster/kvartal/finance"
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

// parse reads the command line. Asked for help, it prints it and answers
// flag.ErrHelp.
func parse(args []string, stdout io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("settlement", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // what is wrong is told once, by complain
	flags.StringVar((*string)(&o.party), "party", "", "print only the statement of the maker with this `id`, such as M-07")
	flags.StringVar(&o.out, "out", "", "write documents and books into this `folder`")
	language := flags.String("lang", "en", "`language` of the results: en or ru")
	err = flags.Parse(args)
	if err == flag.ErrHelp {
		_, _ = io.WriteString(stdout, help)
		flags.SetOutput(stdout)
		flags.PrintDefaults()
		return o, err
	}
	if err != nil {
		return o, fmt.Errorf("%w; -h explains the flags", err)
	}
	var wrong finance.Problems
	wrong.Add("-lang", o.language.UnmarshalText([]byte(*language)))
	for _, word := range flags.Args() {
		wrong.Add("", fmt.Errorf("%q: %w; -h explains the flags", word, finance.ErrUnknown))
	}
	return o, wrong.Err()
}
