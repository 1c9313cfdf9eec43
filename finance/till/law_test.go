package till_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/till"
)

// agreeing are documents of some days that agree with each other.
func agreeing(r *rand.Rand) till.Documents {
	var docs till.Documents
	shifts, batches := map[string]*till.ShiftTotal{}, map[string]int64{}
	for i := range 5 + r.IntN(20) {
		on := day("2026-03-01").AddDays(r.IntN(4))
		receipt := till.RegisterLine{Receipt: fmt.Sprintf("R-%02d", i), Tender: []till.Tender{"card", "cash", "sbp"}[r.IntN(3)], On: on}
		sign := []int64{1, 1, -1}[r.IntN(3)]
		var net int64
		for k := range 1 + r.IntN(3) {
			gross := 1 + r.Int64N(500000)
			discount := r.Int64N(gross + 1)
			net += sign * (gross - discount)
			docs.Lines = append(docs.Lines, till.Line{
				ID: fmt.Sprintf("L-%02d-%d", i, k), On: on, Receipt: receipt.Receipt, Shift: "Z-" + on.String(), Tender: receipt.Tender,
				Gross: finance.Minor(sign*gross, finance.RUB), Discount: finance.Minor(sign*discount, finance.RUB),
			})
		}
		key := on.String() + string(receipt.Tender)
		if shifts[key] == nil {
			shifts[key] = &till.ShiftTotal{Shift: "Z-" + on.String(), On: on, Tender: receipt.Tender, Sales: rub("0.00"), Refunds: rub("0.00")}
		}
		if sign > 0 {
			shifts[key].Sales = finance.Minor(shifts[key].Sales.Minor()+net, finance.RUB)
		} else {
			shifts[key].Refunds = finance.Minor(shifts[key].Refunds.Minor()-net, finance.RUB)
		}
		if receipt.Tender == "cash" || net == 0 {
			continue
		}
		fee := max(0, net) / 100 // of whole percents, cut
		receipt.Gross, receipt.Fee, receipt.Batch = finance.Minor(net, finance.RUB), finance.Minor(fee, finance.RUB), fmt.Sprintf("B-%d", r.IntN(3))
		docs.Register = append(docs.Register, receipt)
		batches[receipt.Batch] += net - fee
	}
	for _, s := range shifts {
		docs.Shifts = append(docs.Shifts, *s)
	}
	for b, net := range batches {
		docs.Bank = append(docs.Bank, till.Credit{Batch: b, On: day("2026-03-06"), Amount: finance.Minor(net, finance.RUB)})
	}
	return docs
}

var percent = till.Rules{Currency: finance.RUB, Acquired: []till.Acquired{
	{Tender: "card", Rate: finance.MustRate("1%"), Rounding: finance.Down}, {Tender: "sbp", Rate: finance.MustRate("1%"), Rounding: finance.Down},
}}

// spoil changes the documents at random: rows go, come again, or change.
func spoil(r *rand.Rand, docs till.Documents) till.Documents {
	for range 1 + r.IntN(6) {
		switch i := r.IntN(len(docs.Lines)); r.IntN(8) {
		case 0:
			docs.Lines = append(docs.Lines, docs.Lines[i])
		case 1:
			docs.Lines = slices.Delete(docs.Lines, i, i+1)
		case 2:
			docs.Lines[i].Tender = "card"
		case 3:
			docs.Shifts = append(docs.Shifts[1:], docs.Shifts...)
		case 4:
			docs.Register = append(docs.Register, docs.Register...)[r.IntN(1+len(docs.Register)):]
		case 5:
			docs.Bank = append(docs.Bank, docs.Bank...)[r.IntN(1+len(docs.Bank)):]
		case 6:
			if len(docs.Register) > 0 {
				k := r.IntN(len(docs.Register))
				docs.Register[k].Fee = finance.Minor(r.Int64N(100), finance.RUB)
				docs.Register[k].Batch = "B-7"
			}
		case 7:
			docs.Lines[i].Gross, docs.Lines[i].Discount = rub("1.00"), rub("0.01")
		}
		if len(docs.Lines) == 0 || len(docs.Shifts) == 0 {
			break
		}
	}
	return docs
}

func TestAgreeingDocumentsBalance(t *testing.T) {
	for seed := range uint64(100) {
		docs := agreeing(rand.New(rand.NewPCG(seed, 1)))
		got, err := till.Reconcile(percent, docs)
		require.NoError(t, err)
		require.Empty(t, got.Differences, "seed %d", seed)
		require.True(t, got.Balanced())
		keepsLaws(t, got)
		var fees int64
		for _, b := range got.Batches {
			fees += b.Fee.Minor()
			require.Equal(t, b.Gross.Minor()-b.Fee.Minor(), b.Credited.Minor())
		}
		// sales lines by card = bank credit + fee
		require.Equal(t, got.Stages[till.Register].Left.Minor(), got.Stages[till.Bank].Right.Minor()+fees)
	}
}

// Whatever is wrong: each stage's totals differ by its differences, the totals
// are those of the documents, and the rows hold all that is not a difference.
func TestNothingIsLost(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		docs := spoil(r, agreeing(r))
		got, err := till.Reconcile(percent, docs)
		require.NoError(t, err)
		keepsLaws(t, got)
		var lines, reports, taken, paidOut, credited int64
		for _, l := range docs.Lines {
			lines += l.Gross.Minor() - l.Discount.Minor()
		}
		for _, s := range docs.Shifts {
			reports += s.Sales.Minor() - s.Refunds.Minor()
		}
		for _, l := range docs.Register {
			taken += l.Gross.Minor()
			paidOut += l.Gross.Minor() - l.Fee.Minor()
		}
		for _, c := range docs.Bank {
			credited += c.Amount.Minor()
		}
		require.Equal(t, lines, got.Stages[till.Sales].Left.Minor())
		require.Equal(t, got.Stages[till.Sales].Right, got.Stages[till.Shifts].Left)
		require.Equal(t, reports, got.Stages[till.Shifts].Right.Minor())
		require.Equal(t, taken, got.Stages[till.Register].Right.Minor())
		require.Equal(t, paidOut, got.Stages[till.Bank].Left.Minor())
		require.Equal(t, credited, got.Stages[till.Bank].Right.Minor())
		for _, row := range got.Shifts {
			lines, reports, taken = lines-row.Lines.Minor(), reports-row.Report.Minor(), taken-row.Register.Minor()
		}
		for _, row := range got.Batches {
			paidOut, credited = paidOut-row.Net.Minor(), credited-row.Credited.Minor()
		}
		for _, d := range got.Differences {
			again := d.Kind == till.Duplicate
			switch {
			case d.Stage == till.Sales:
				lines -= d.Left.Minor()
			case d.Stage == till.Shifts && again:
				reports -= d.Right.Minor()
			case d.Stage == till.Register && (again || d.Kind == till.Unexpected):
				taken -= d.Right.Minor()
			case d.Stage == till.Bank && again:
				credited -= d.Right.Minor()
			}
		}
		require.Equal(t, [5]int64{}, [5]int64{lines, reports, taken, paidOut, credited}, "seed %d", seed)
	}
}

// The order of rows does not matter, and no row is changed.
func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 3))
		docs := spoil(r, agreeing(r))
		want, err := till.Reconcile(percent, docs)
		require.NoError(t, err)
		r.Shuffle(len(docs.Lines), func(a, b int) { docs.Lines[a], docs.Lines[b] = docs.Lines[b], docs.Lines[a] })
		r.Shuffle(len(docs.Shifts), func(a, b int) { docs.Shifts[a], docs.Shifts[b] = docs.Shifts[b], docs.Shifts[a] })
		r.Shuffle(len(docs.Register), func(a, b int) { docs.Register[a], docs.Register[b] = docs.Register[b], docs.Register[a] })
		r.Shuffle(len(docs.Bank), func(a, b int) { docs.Bank[a], docs.Bank[b] = docs.Bank[b], docs.Bank[a] })
		lines := slices.Clone(docs.Lines)
		got, err := till.Reconcile(percent, docs)
		require.NoError(t, err)
		require.Equal(t, want, got, "seed %d", seed)
		require.Equal(t, lines, docs.Lines)
	}
}

// One row that goes missing from the register is one difference there and, if
// its batch is paid, one at the bank.
func TestOneLostRow(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 4))
		docs := agreeing(r)
		if len(docs.Register) == 0 {
			continue
		}
		i := r.IntN(len(docs.Register))
		lost := docs.Register[i]
		docs.Register = slices.Delete(docs.Register, i, i+1)
		got, err := till.Reconcile(percent, docs)
		require.NoError(t, err)
		require.Len(t, got.Differences, 2, "seed %d", seed)
		require.Equal(t, till.Missing, got.Differences[0].Kind)
		require.Equal(t, lost.Receipt, got.Differences[0].Receipt)
		require.Equal(t, lost.Gross, got.Differences[0].Amount)
		require.Equal(t, lost.Batch, got.Differences[1].Batch)
		require.Equal(t, lost.Fee.Minor()-lost.Gross.Minor(), got.Differences[1].Amount.Minor())
	}
}
