package main

import (
	"io"
	"iter"
	"os"

	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// journals are the files of the books for other tools: hledger and Ledger read
// the first, Beancount the second.
var journals = []struct {
	name  string
	write func(io.Writer, iter.Seq[ledger.Entry]) error
}{
	{"kvartal.journal", journal.Write},
	{"kvartal.beancount", journal.WriteBeancount},
}

func writeJournals(root *os.Root, l ledger.Ledger) error {
	for _, one := range journals {
		if err := writeJournal(root, one.name, one.write, l); err != nil {
			return err
		}
	}
	return nil
}

func writeJournal(root *os.Root, name string, write func(io.Writer, iter.Seq[ledger.Entry]) error, l ledger.Ledger) error {
	file, err := root.Create(name)
	if err != nil {
		return err
	}
	if err := write(file, l.Entries()); err != nil {
		_ = file.Close()
		return err
	}
	return file.Close()
}
