package ledger_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// Ten megabytes of anything give an error at its place, briefly and soon.
func TestHostileText(t *testing.T) {
	huge, long := strings.Repeat("x", 10_000_000), strings.Repeat("x", 1_000_000)
	inEntry := func(field string) string {
		return `{"schema":1,"owner":"q","entries":[{"id":"00000000-0000-0000-0000-000000000001","on":"2026-01-01","month":"2026-01",` + field + `}]}`
	}
	line := `"lines":[{"account":"equity","amount":"0.00 RUB"}]`
	for place, text := range map[string]string{
		"owner: 10000000 bytes":                    `{"schema":1,"owner":"` + huge + `","entries":[]}`,
		"entries[0].text: 10000000 bytes":          inEntry(`"text":"` + huge + `",` + line),
		"entries[0].lines[0].account: 1000000":     inEntry(`"lines":[{"account":"assets:` + long[:999_993] + `","amount":"0.00 RUB"}]`),
		"entries[0].lines[0].party: 1000000 bytes": inEntry(`"lines":[{"account":"equity","party":"` + long + `","amount":"0.00 RUB"}]`),
		"entries[0].lines[0].amount":               inEntry(`"lines":[{"account":"equity","amount":"` + strings.Repeat("9", 1_000_000) + ` RUB"}]`),
		"entries[0].lines: 30001, at most 1000":    inEntry(`"lines":[` + strings.Repeat("{},", 30_000) + `{}]`),
		"entries[0].key.clause: 1000000 bytes":     inEntry(`"key":{"agreement":"L-7","clause":"` + long + `"},` + line),
		"entries[0].known":                         inEntry(`"known":"` + long + `",` + line),
		"entries[0].lock.late":                     inEntry(`"lock":{"through":"2026-01","late":"` + long + `"}`),
		"entries[0].lock: beside":                  inEntry(`"lock":{"through":"2026-01"},` + line),
		"exceeded max depth":                       `{"schema":1,"owner":"q","entries":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}`,
		"syntax":                                   `{"schema":1,"owner":"q","entries":[` + strings.Repeat(" ", 1_000_000),
		"and 9900 more":                            `{"schema":1,"owner":"q","entries":[` + strings.Repeat("0,", 9_999) + `0]}`,
	} {
		began := time.Now()
		var l ledger.Ledger
		err := l.UnmarshalJSON([]byte(text))
		require.ErrorContains(t, err, place)
		require.Less(t, time.Since(began), 20*time.Second, place)
		require.Less(t, len(err.Error()), 20_000, place)
		require.NotEmpty(t, finance.Code(err), place)
		require.Zero(t, l)
	}
}
