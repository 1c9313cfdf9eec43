// Command settlement settles a quarter of a shop on consignment: what was sold,
// what each of forty makers gets of it and why, what may be paid and what waits,
// and it writes the documents and the books.
//
//	go run ./examples/settlement
//	go run ./examples/settlement -lang ru
//	go run ./examples/settlement -party M-07
//	go run ./examples/settlement -out /tmp/settlement
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/creative-cluster/kvartal/finance"
)

func main() { os.Exit(status(os.Args[1:], os.Stdout, os.Stderr)) }

// status runs the program and answers its exit status: 0, or 1 after every
// problem was listed.
func status(args []string, stdout, stderr io.Writer) int {
	err := run(args, stdout)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return 0
	}
	complain(stderr, err)
	return 1
}

func run(args []string, stdout io.Writer) error {
	o, err := parse(args, stdout)
	if err != nil {
		return err
	}
	s, err := load(files)
	if err != nil {
		return err
	}
	q, err := settle(&s)
	if err != nil {
		return err
	}
	r := report{printer: printer{w: stdout, lang: o.language}, settled: q}
	if o.party != "" {
		err = r.only(o.party)
	} else {
		err = r.all()
	}
	if err == nil && o.out != "" {
		err = r.write(o.out)
	}
	return errors.Join(err, r.err)
}

// complain lists every problem on a line of its own.
func complain(w io.Writer, err error) {
	var problems finance.Problems
	if !errors.As(err, &problems) {
		_, _ = fmt.Fprintln(w, plain(err.Error()))
		return
	}
	_, _ = fmt.Fprintf(w, "problems: %d\n", problems.Len())
	for p := range problems.All() {
		_, _ = fmt.Fprintln(w, " ", plain(p.Error()))
	}
}
