package finance_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/creative-cluster/kvartal/finance"
)

// A month of a stall (fictional): sales, the commission of the shop, tax on the
// commission, and what is left for two makers.
func Example() {
	sales := finance.MustMoney("48310.50 RUB")
	commission, _ := sales.MulRate(finance.MustRate("12.5%"), finance.HalfUp)
	tax, charged, _ := finance.AddTax(commission, finance.MustRate("22%"), finance.HalfUp)
	left, _ := sales.Sub(charged)
	shares, _ := finance.Allocate(left, []int64{3, 1}, finance.LargestRemainder)
	fmt.Println(commission, "and", tax, "of tax leave", left)
	fmt.Println(shares)
	// Output:
	// 6038.81 RUB and 1328.54 RUB of tax leave 40943.15 RUB
	// [30707.36 RUB 10235.79 RUB]
}

// Text has a point, no groups, and the code of the currency.
func ExampleParseMoney() {
	rent, err := finance.ParseMoney("12500.5 RUB")
	fmt.Println(rent, rent.Minor(), err)
	_, err = finance.ParseMoney("12500,50 RUB")
	fmt.Println(err)
	_, err = finance.ParseMoney("12500.505 RUB")
	fmt.Println(err)
	// Output:
	// 12500.50 RUB 1250050 <nil>
	// amount "12500,50 RUB": syntax
	// amount "12500.505 RUB": more than 2 decimals: out of range
}

// Two currencies have no sum, and an error says so.
func ExampleMoney_Add() {
	rent, power := finance.MustMoney("45000.00 RUB"), finance.MustMoney("3120.40 RUB")
	fmt.Println(rent.Add(power))
	_, err := rent.Add(finance.MustMoney("10.00 USD"))
	fmt.Println(err, errors.Is(err, finance.ErrCurrency))
	// Output:
	// 48120.40 RUB <nil>
	// 45000.00 RUB + 10.00 USD: currency true
}

// A day's takings.
func ExampleSum() {
	fmt.Println(finance.Sum(finance.MustMoney("990.00 RUB"), finance.MustMoney("1450.00 RUB"), finance.MustMoney("-990.00 RUB")))
	// Output: 1450.00 RUB <nil>
}

// A studio of 45,000 roubles a month is taken on 21 March.
func ExampleMoney_MulDiv() {
	rent := finance.MustMoney("45000.00 RUB")
	due, err := rent.MulDiv(11, 31, finance.HalfEven)
	fmt.Println(due, err)
	// Output: 15967.74 RUB <nil>
}

// Half a kopeck goes up by one rounding and to the even kopeck by another.
func ExampleMoney_MulRate() {
	sale, commission := finance.MustMoney("99.90 RUB"), finance.MustRate("12.5%") // 12.4875
	fmt.Println(sale.MulRate(commission, finance.HalfEven))
	fmt.Println(sale.MulRate(commission, finance.Down))
	// Output:
	// 12.49 RUB <nil>
	// 12.48 RUB <nil>
}

// A meter's reading comes as a decimal: 413.6 kWh at 6.73 roubles.
func ExampleMoney_MulDecimal() {
	fmt.Println(finance.MustMoney("6.73 RUB").MulDecimal(decimal.RequireFromString("413.6"), finance.HalfUp))
	// Output: 2783.53 RUB <nil>
}

// Prices end in whole tens, a till knows no kopecks.
func ExampleMoney_RoundTo() {
	price := finance.MustMoney("1283.37 RUB")
	fmt.Println(price.RoundTo(finance.MustMoney("10.00 RUB"), finance.Up))
	fmt.Println(price.RoundTo(finance.MustMoney("1.00 RUB"), finance.HalfUp))
	// Output:
	// 1290.00 RUB <nil>
	// 1283.00 RUB <nil>
}

// What share of the plan was met, exactly.
func ExampleMoney_Ratio() {
	met, err := finance.MustMoney("150000.00 RUB").Ratio(finance.MustMoney("450000.00 RUB"))
	fmt.Println(met, err)
	fmt.Println(met.Decimal(4, finance.HalfUp))
	// Output:
	// 1/3 <nil>
	// 0.3333 <nil>
}

// Decimals of a host become money with a rounding that is named.
func ExampleFromDecimal() {
	fmt.Println(finance.FromDecimal(decimal.RequireFromString("12.345"), finance.RUB, finance.HalfEven))
	fmt.Println(finance.FromDecimal(decimal.RequireFromString("12.345"), finance.JPY, finance.HalfEven))
	// Output:
	// 12.34 RUB <nil>
	// 12 JPY <nil>
}

// Amounts are text in JSON, so that no reader makes binary floats of them.
func ExampleMoney_MarshalText() {
	terms := struct {
		Rent  finance.Money    `json:"rent"`
		Share finance.Rate     `json:"share"`
		By    finance.Rounding `json:"rounding"`
	}{finance.MustMoney("45000.00 RUB"), finance.MustRate("8.35%"), finance.HalfUp}
	data, err := json.Marshal(terms)
	fmt.Println(string(data), err)
	// Output: {"rent":"45000.00 RUB","share":"8.35%","rounding":"half-up"} <nil>
}

// A percentage, a decimal and a fraction are one rate.
func ExampleParseRate() {
	percent, decimals, fraction := finance.MustRate("8.35%"), finance.MustRate("0.0835"), finance.MustRate("167/2000")
	fmt.Println(percent, percent == decimals, decimals == fraction)
	fmt.Println(finance.MustRate("1/300"))
	// Output:
	// 8.35% true true
	// 1/300
}

// A count of pieces or the level of an index is no share: it prints plainly.
func ExampleNumber() {
	shelf, level := finance.MustNumber("2.5"), finance.MustNumber("112.4")
	fmt.Println(shelf, level, finance.MustNumber("1/3"))
	fmt.Println(finance.MustMoney("800.00 RUB").MulRate(shelf.Rate, finance.HalfEven))
	fmt.Println(finance.ParseNumber("250%"))
	// Output:
	// 2.5 112.4 1/3
	// 2000.00 RUB <nil>
	// 0 number "250%": syntax
}

// What was received after 15 % had been kept back was once 1176.47.
func ExampleRate_Inverse() {
	left, _ := finance.MustRate("1").Sub(finance.MustRate("15%"))
	up, _ := left.Inverse()
	fmt.Println(finance.MustMoney("1000.00 GBP").MulRate(up, finance.HalfUp))
	// Output: 1176.47 GBP <nil>
}

// Two makers share 99.99 three to one: the kopeck goes where most was cut.
func ExampleAllocate() {
	parts, err := finance.Allocate(finance.MustMoney("99.99 RUB"), []int64{75, 25}, finance.LargestRemainder)
	fmt.Println(parts, err)
	// Output: [74.99 RUB 25.00 RUB] <nil>
}

// Whole roubles for each of three, and what is nobody's part.
func ExampleAllocateUnits() {
	parts, rest, err := finance.AllocateUnits(finance.MustMoney("1000.50 RUB"), finance.MustMoney("1.00 RUB"), []int64{1, 1, 1}, finance.First)
	fmt.Println(parts, rest, err)
	// Output: [334.00 RUB 333.00 RUB 333.00 RUB] 0.50 RUB <nil>
}

// Shares of co-authors, as they stand in their agreement.
func ExampleAllocateRates() {
	shares := []finance.Rate{finance.MustRate("1/3"), finance.MustRate("50%"), finance.MustRate("1/6")}
	fmt.Println(finance.AllocateRates(finance.MustMoney("100.00 RUB"), shares, finance.LargestRemainder))
	// Output: [33.33 RUB 50.00 RUB 16.67 RUB] <nil>
}

// A commission of 10 % up to 100,000, 8 % beyond, by layers and on the whole.
func ExampleTiers_Amount() {
	scale := finance.Tiers{Steps: []finance.Tier{
		{Rate: finance.MustRate("10%")},
		{Over: finance.MustMoney("100000.00 RUB"), Rate: finance.MustRate("8%")},
	}}
	sales := finance.MustMoney("150000.00 RUB")
	fmt.Println(scale.Amount(sales, finance.HalfUp))
	scale.Mode = finance.Whole
	fmt.Println(scale.Amount(sales, finance.HalfUp))
	// Output:
	// 14000.00 RUB <nil>
	// 12000.00 RUB <nil>
}

// How an amount by slabs comes about.
func ExampleTiers_Layers() {
	scale := finance.Tiers{Steps: []finance.Tier{
		{Rate: finance.MustRate("10%")},
		{Over: finance.MustMoney("100000.00 RUB"), Rate: finance.MustRate("8%")},
	}}
	for layer := range scale.Layers(finance.MustMoney("150000.00 RUB")) {
		share, _ := layer.Share(finance.HalfUp)
		fmt.Println(layer.In, "×", layer.Rate, "=", share)
	}
	// Output:
	// 100000.00 RUB × 10% = 10000.00 RUB
	// 50000.00 RUB × 8% = 4000.00 RUB
}

// A table whose fixed amounts jump says where.
func ExampleTiers_Validate() {
	scale := finance.Tiers{Mode: finance.BasePlus, Steps: []finance.Tier{
		{Rate: finance.MustRate("15%")},
		{Over: finance.MustMoney("1500.00 USD"), Rate: finance.MustRate("16%"), Base: finance.MustMoney("240.00 USD")},
	}}
	fmt.Println(scale.Validate())
	// Output: steps[1].base: 240.00 USD, but the step before ends at 225.00 USD: conflict
}

// Tax on a net price.
func ExampleAddTax() {
	tax, gross, err := finance.AddTax(finance.MustMoney("1000.00 RUB"), finance.MustRate("22%"), finance.HalfUp)
	fmt.Println(tax, gross, err)
	// Output: 220.00 RUB 1220.00 RUB <nil>
}

// A price of 1,050 roubles holds 5 % of VAT: 5/105 of it.
func ExampleSplitTax() {
	net, tax, err := finance.SplitTax(finance.MustMoney("1050.00 RUB"), finance.MustRate("5%"), finance.HalfUp)
	fmt.Println(net, tax, err)
	// Output: 1000.00 RUB 50.00 RUB <nil>
}

// Three lines of 0.33 bear 0.20 of tax as a document and 0.21 line by line.
func ExampleTaxLines() {
	lines := []finance.Money{finance.MustMoney("0.33 RUB"), finance.MustMoney("0.33 RUB"), finance.MustMoney("0.33 RUB")}
	fmt.Println(finance.TaxLines(lines, finance.MustRate("20%"), finance.ByDocument, finance.HalfUp))
	fmt.Println(finance.TaxLines(lines, finance.MustRate("20%"), finance.ByLine, finance.HalfUp))
	// Output:
	// 0.20 RUB <nil>
	// 0.21 RUB <nil>
}

// One amount for three readers.
func ExampleFormatRU() {
	due := finance.MustMoney("1234567.89 RUB")
	fmt.Println(finance.FormatRU(due))
	fmt.Println(finance.FormatEN(due))
	fmt.Println(due)
	// Output:
	// 1 234 567,89 ₽
	// 1,234,567.89 RUB
	// 1234567.89 RUB
}

// A statement for a Russian reader.
func ExampleWordsRU() {
	fmt.Println(finance.WordsRU(finance.MustMoney("12500.00 RUB")))
	// Output: Двенадцать тысяч пятьсот рублей 00 копеек
}

// The form of a noun beside a number.
func ExamplePluralRU() {
	for _, n := range []int64{1, 3, 11, 25} {
		fmt.Println(n, finance.PluralRU(n, "студия", "студии", "студий"))
	}
	// Output:
	// 1 студия
	// 3 студии
	// 11 студий
	// 25 студий
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

// A host shows each problem in its own language, by its code.
func ExampleCode() {
	words := map[string]string{"missing": "не указано", "range": "вне допустимого"}
	var wrong finance.Problems
	wrong.Add("resident", finance.ErrMissing)
	wrong.AddAt("clauses", 1, fmt.Errorf("share of 120%%: %w", finance.ErrRange))
	for one := range wrong.All() {
		fmt.Println(one.Path, words[finance.Code(one.Err)])
	}
	// Output:
	// resident не указано
	// clauses[1] вне допустимого
}
