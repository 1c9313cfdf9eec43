package finance_test

import (
	"errors"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// A studio of 45,000 roubles a month is taken on 21 March.
func ExampleMoney_MulDiv() {
	rent := finance.MustMoney("45000.00 RUB")
	due, err := rent.MulDiv(11, 31, finance.HalfEven)
	fmt.Println(due, err)
	// Output: 15967.74 RUB <nil>
}

// Two makers share 99.99 three to one: the kopeck goes where most was cut.
func ExampleAllocate() {
	parts, err := finance.Allocate(finance.MustMoney("99.99 RUB"), []int64{75, 25}, finance.LargestRemainder)
	fmt.Println(parts, err)
	// Output: [74.99 RUB 25.00 RUB] <nil>
}

// A price of 1,050 roubles holds 5 % of VAT: 5/105 of it.
func ExampleSplitTax() {
	net, tax, err := finance.SplitTax(finance.MustMoney("1050.00 RUB"), finance.MustRate("5%"), finance.HalfUp)
	fmt.Println(net, tax, err)
	// Output: 1000.00 RUB 50.00 RUB <nil>
}

// A statement for a Russian reader.
func ExampleWordsRU() {
	fmt.Println(finance.WordsRU(finance.MustMoney("12500.00 RUB")))
	// Output: Двенадцать тысяч пятьсот рублей 00 копеек
}

// Everything that is wrong is reported at once, each with its place.
func ExampleProblems() {
	var clause, lease finance.Problems
	clause.Add("rate", finance.ErrRange)
	lease.Add("resident", finance.ErrMissing)
	lease.AddAt("clauses", 1, clause.Err())
	err := lease.Err()
	fmt.Println(err)
	fmt.Println(errors.Is(err, finance.ErrMissing))
	// Output:
	// 2 problems: resident: missing; clauses[1].rate: out of range
	// true
}
