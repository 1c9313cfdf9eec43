package main

import (
	"fmt"
	"os"

	"github.com/creative-cluster/kvartal/finance/settlement"
)

func main() {
	s, err := load(files)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	q, err := settle(&s)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for _, r := range q.books.TrialBalance(last.Last()).Rows {
		fmt.Println(r.Account, r.Balance)
	}
	for _, m := range q.makers {
		s, err := settlement.Draw(q.books, m.ID, quarter, q.released(last.Last()), q.terms(m.ID))
		fmt.Println(s, err)
	}
}
