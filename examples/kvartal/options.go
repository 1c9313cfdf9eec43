package main

import (
	"flag"
	"fmt"
	"io"

	"github.com/creative-cluster/kvartal/examples/printout"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

const help = `kvartal closes three months of a creative cluster and prints:

  each month in ten lines: the month, space, rents, income, costs and result,
    cash, arrears, the shop, the exchange, and what to decide this week;
  statements of parties, each amount with its derivation in words;
  the trial balance, which sums to zero;
  the next twelve months under the terms already signed, against the budget;
  two scenarios to 2030 side by side, in the same random futures;
  the same month closed again, which changes nothing;
  and what a late sale and a late return do to closed months: adjustments.

Try:

  go run ./examples/kvartal -lang ru             the same in Russian
  go run ./examples/kvartal -party M-005         what stands between it and M-005
  go run ./examples/kvartal -out out             the books, also for hledger, Ledger
                                                 and Beancount, and every statement
  go run ./examples/kvartal -futures 0           without the scenarios

Your own cluster: copy the folder examples/data/set, edit terms.json and the CSV
files of facts, and name the copy with -data. Whatever is wrong in any of them is
listed at once on stderr, with file and line, and the exit status is 1.

Results go to stdout and are the same each time; progress goes to stderr. The
embedded data set is fictional in a real frame (areas, regions and published
figures with their sources, in frame.json).

Flags:
`

// options are what the command line says.
type options struct {
	data, out string
	party     accrual.Party
	language  accrual.Language
	futures   int
	workers   int
}

// parse reads the command line.
func parse(args []string, stdout io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("kvartal", flag.ContinueOnError)
	flags.StringVar(&o.data, "data", "", "read the data set from this `folder` in place of the embedded one")
	flags.StringVar(&o.out, "out", "", "write books.json, kvartal.journal (for hledger and Ledger), kvartal.beancount and every statement into this `folder`; what is there is overwritten")
	flags.StringVar((*string)(&o.party), "party", "", "print only the statement of the party with this `id`")
	flags.IntVar(&o.futures, "futures", 300, "how many futures the scenarios meet; 0 leaves them out")
	flags.IntVar(&o.workers, "workers", 2, "how many of them at once; the result does not depend on it")
	o.language, err = printout.Parse(flags, help, args, stdout, o.check)
	return o, err
}

// check reports what is wrong with the options.
func (o *options) check(wrong *finance.Problems) {
	if o.futures < 0 {
		wrong.Add("-futures", finance.ErrNegative)
	}
	if o.workers < 1 {
		wrong.Add("-workers", fmt.Errorf("%d, at least 1: %w", o.workers, finance.ErrRange))
	}
}
