package ledger_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// A rule is data: it reads as it was written, by names.
func TestAllocationText(t *testing.T) {
	rule := statutory()
	rule.Remainder, rule.Exact = finance.Last, true
	text, err := json.Marshal(rule)
	require.NoError(t, err)
	require.Contains(t, string(text), `"debt":"slot","among":["unsecured","due"],"within":[{"kinds":["costs"],"source":"Civil Code`)
	require.Contains(t, string(text), `"exact":true,"told":"debt","remainder":"last"`)
	var read ledger.Allocation
	require.NoError(t, json.Unmarshal(text, &read))
	require.Equal(t, rule, read)
}

func TestAllocationNames(t *testing.T) {
	for i, want := range []string{"due", "arisen", "unsecured", "posted"} {
		requireName(t, ledger.Criterion(i), want)
	}
	for i, want := range []string{"item", "slot", "agreement", "all"} {
		requireName(t, ledger.DebtOf(i), want)
	}
	for i, want := range []string{"item", "debt"} {
		requireName(t, ledger.Told(i), want)
	}
	for i, want := range []string{"own-key", "directed", "exact", "by-rule"} {
		requireName(t, ledger.Why(i), want)
	}
	var c ledger.Criterion
	require.ErrorIs(t, json.Unmarshal([]byte(`"size"`), &c), finance.ErrUnknown)
	_, err := json.Marshal(ledger.Told(9))
	require.ErrorIs(t, err, finance.ErrRange)
}

func requireName[T interface{ String() string }](t *testing.T, v T, want string) {
	t.Helper()
	require.Equal(t, want, v.String())
	text, err := json.Marshal(v)
	require.NoError(t, err)
	require.Equal(t, `"`+want+`"`, string(text))
	read := new(T)
	require.NoError(t, json.Unmarshal(text, read))
	require.Equal(t, v, *read)
}
