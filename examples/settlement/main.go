package main

import (
	"fmt"
	"os"

	"github.com/creative-cluster/kvartal/finance/ledger"
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
	fmt.Println(q.books.Statement("M-07", quarter))
	fmt.Println(q.books.Statement("M-05", quarter))
	fmt.Println(q.books.Statement("M-13", quarter))
	fmt.Println(q.books.Statement("M-31", quarter), ledger.Makers)
}
