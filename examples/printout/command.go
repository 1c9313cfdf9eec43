package printout

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Parse reads the command line into the flags, to which it adds -lang, and
// answers the language. Asked for help, it prints the help and the flags, and
// answers flag.ErrHelp. Everything that is wrong with the values is reported
// together; check, if there is one, adds what is wrong with those of other
// flags.
func Parse(flags *flag.FlagSet, help string, args []string, stdout io.Writer, check func(*finance.Problems)) (l accrual.Language, err error) {
	flags.SetOutput(io.Discard) // what is wrong is told once, by Status
	language := flags.String("lang", "en", "`language` of the results: en or ru")
	err = flags.Parse(args)
	if err == flag.ErrHelp {
		_, _ = io.WriteString(stdout, help)
		flags.SetOutput(stdout)
		flags.PrintDefaults()
		return l, err
	}
	if err != nil {
		return l, fmt.Errorf("%w; -h explains the flags", err)
	}
	var wrong finance.Problems
	wrong.Add("-lang", l.UnmarshalText([]byte(*language)))
	if check != nil {
		check(&wrong)
	}
	for _, word := range flags.Args() {
		wrong.Add("", fmt.Errorf("%q: %w; -h explains the flags", word, finance.ErrUnknown))
	}
	return l, wrong.Err()
}

// Status is the exit status of a program that ended with err: 0, or 1 after
// every problem was listed on a line of its own, below a heading with their
// number: one for a single problem, more for several, such as "%d problems:".
// Help that was asked for is no problem.
func Status(err error, stderr io.Writer, one, more string) int {
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return 0
	}
	var problems finance.Problems
	if !errors.As(err, &problems) {
		_, _ = fmt.Fprintln(stderr, plain(err.Error()))
		return 1
	}
	heading := more
	if problems.Len() == 1 {
		heading = one
	}
	_, _ = fmt.Fprintf(stderr, heading+"\n", problems.Len())
	listed := 0
	for p := range problems.All() {
		_, _ = fmt.Fprintln(stderr, " ", plain(p.Error()))
		listed++
	}
	if left := problems.Len() - listed; left > 0 {
		_, _ = fmt.Fprintf(stderr, "  and %d more\n", left)
	}
	return 1
}
