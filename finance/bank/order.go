package bank

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Directory is what a host knows of the accounts of its parties.
type Directory map[accrual.Party]Side

// PaymentOrder is the kind of the documents of Orders, as the format spells it.
const PaymentOrder = "Платежное поручение"

// Orders are payments as payment orders for a bank, from one account of the
// payer: each bears the id of its payment as its number. Fields that the payer's
// bank asks for beside them (Очередность, ВидОплаты) are the host's, in others. A
// payee without an account in the directory is ErrUnknown, an amount that is not in
// roubles ErrCurrency, each under its place.
func Orders(from Side, created civil.Date, to Directory, payments []ledger.Payment, others ...Field) (Exchange, error) {
	var wrong finance.Problems
	e := Exchange{Created: created, Period: civil.Period{From: created, To: created.AddDays(1)}}
	for i, p := range payments {
		payee, ok := to[p.To]
		if !ok || payee.Account == "" {
			wrong.AddAt("payments", i, fmt.Errorf("no account of %.40q: %w", string(p.To), finance.ErrUnknown))
			continue
		}
		d := Document{
			Kind: PaymentOrder, Number: p.ID, On: p.On, Amount: p.Amount, Payer: from, Payee: payee,
			Purpose: p.Purpose, Other: append([]Field(nil), others...),
		}
		wrong.AddAt("payments", i, d.Validate())
		e.Documents = append(e.Documents, d)
	}
	if err := wrong.Err(); err != nil {
		return Exchange{}, err
	}
	return e, nil
}
