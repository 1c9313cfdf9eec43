package till_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
	"github.com/creative-cluster/kvartal/finance/till"
)

// Two days of a shop. Receipt R-4 takes back what R-3 sold.
const (
	sales = `id,on,receipt,shift,tender,channel,item,agreement,gross,discount
L-1,2026-03-01,R-1,Z-1,card,shop,vase,A-1,3000.00 RUB,300.00 RUB
L-2,2026-03-01,R-1,Z-1,card,shop,bowl,A-2,1000.00 RUB,
L-3,2026-03-01,R-2,Z-1,cash,shop,card,A-1,500.00 RUB,
L-4,2026-03-01,R-3,Z-1,card,shop,scarf,A-3,1500.50 RUB,
L-5,2026-03-02,R-4,Z-2,card,shop,scarf,A-3,-1500.50 RUB,
L-6,2026-03-02,R-5,Z-2,card,shop,print,A-2,2000.00 RUB,
`
	shifts = `shift,on,tender,sales,refunds
Z-1,2026-03-01,card,5200.50 RUB,
Z-1,2026-03-01,cash,500.00 RUB,
Z-2,2026-03-02,card,2000.00 RUB,1500.50 RUB
`
	register = `receipt,tender,on,terminal,gross,fee,batch
R-1,card,2026-03-01,T-1,3700.00 RUB,66.60 RUB,B-1
R-3,card,2026-03-01,T-1,1500.50 RUB,27.01 RUB,B-1
R-4,card,2026-03-02,T-1,-1500.50 RUB,0.00 RUB,B-2
R-5,card,2026-03-02,T-1,2000.00 RUB,36.00 RUB,B-2
`
	bank = `batch,on,amount,document
B-1,2026-03-02,5106.89 RUB,101
B-2,2026-03-03,463.50 RUB,102
`
)

// rules send cards to the acquirer at 1.8 %, a refund gives nothing back.
var rules = till.Rules{Currency: finance.RUB, Acquired: []till.Acquired{{Tender: "card", Rate: finance.MustRate("1.8%"), Rounding: finance.HalfUp}}}

// read reads the four files. Edits are pairs of what stands in one of them and
// what shall.
func read(edits ...string) (docs till.Documents, err error) {
	edit := strings.NewReplacer(edits...).Replace
	if docs.Lines, err = terms.Rows[till.Line](strings.NewReader(edit(sales)), "sales.csv"); err != nil {
		return docs, err
	}
	if docs.Shifts, err = terms.Rows[till.ShiftTotal](strings.NewReader(edit(shifts)), "shifts.csv"); err != nil {
		return docs, err
	}
	if docs.Register, err = terms.Rows[till.RegisterLine](strings.NewReader(edit(register)), "register.csv"); err != nil {
		return docs, err
	}
	docs.Bank, err = terms.Rows[till.Credit](strings.NewReader(edit(bank)), "bank.csv")
	return docs, err
}

// found are the differences after some edits, as texts.
func found(t *testing.T, r till.Rules, edits ...string) []string {
	t.Helper()
	docs, err := read(edits...)
	require.NoError(t, err)
	result, err := till.Reconcile(r, docs)
	require.NoError(t, err)
	keepsLaws(t, result)
	var texts []string
	for _, d := range result.Differences {
		texts = append(texts, d.Stage.String()+": "+d.String())
	}
	return texts
}

// keepsLaws holds what each stage comes to against its differences.
func keepsLaws(t *testing.T, r till.Reconciliation) {
	t.Helper()
	require.Len(t, r.Stages, 5)
	for i, s := range r.Stages {
		require.Equal(t, till.Stage(i), s.Stage)
		open := s.Left.Minor() - s.Right.Minor()
		for _, d := range r.Differences {
			if d.Stage == s.Stage {
				require.Equal(t, d.Left.Minor()-d.Right.Minor(), d.Amount.Minor())
				open -= d.Amount.Minor()
			}
		}
		require.Zero(t, open, s.Stage)
	}
}

func day(s string) civil.Date { return civil.MustDate(s) }

func rub(s string) finance.Money { return finance.MustMoney(s + " RUB") }
