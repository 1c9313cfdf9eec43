package main

import (
	"flag"
	"io"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

const help = `leases closes the leases of a creative cluster (fictional) for 2026, month by month,
and prints:

  what each lease brought, by month;
  each lease: every amount with its derivation, and what corrected closed months;
  the shared costs of the year and who bears them, and a late invoice;
  a late payer: interest, and the deposit set off at the end;
  the house on 31 December: rent roll, occupancy, unexpired terms, expiries, uses;
  rent recognised evenly, net effective rent, notices, waiting list, law;
  what each clause is worth: the year with and without it;
  an amendment tried before it is signed: old terms against new;
  and checks: closed and adjusted is what it would have been with all known at once.

The terms are one file, house.json; what happened stands beside it as CSV. The
README of this folder says which figures are assumed.

Flags:
`

// options are what the command line says.
type options struct {
	language accrual.Language
	lease    string
}

// parse reads the command line.
func parse(args []string, stdout io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("leases", flag.ContinueOnError)
	flags.StringVar(&o.lease, "lease", "", "print only the lease or membership with this `id`, such as L-07")
	o.language, err = printout.Parse(flags, help, args, stdout, nil)
	return o, err
}
