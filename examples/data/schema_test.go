package data_test

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/examples/data"
)

// The committed schema is that of the types: go run ./examples/generate -schema
// examples/data/schema.json writes it anew.
func TestSchemaIsThatOfTheTypes(t *testing.T) {
	if strconv.IntSize < 64 {
		t.Skip("an int has other bounds here")
	}
	want, err := data.Schema()
	require.NoError(t, err)
	got, err := os.ReadFile("schema.json")
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
}

// schema is the committed one, compiled by a library that knows nothing of us.
func schema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("schema.json")
	require.NoError(t, err)
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	require.NoError(t, compiler.AddResource(data.SchemaID, document))
	compiled, err := compiler.Compile(data.SchemaID)
	require.NoError(t, err)
	return compiled
}

func TestSchemaTakesTheTerms(t *testing.T) {
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(good(t)[termsFile]))
	require.NoError(t, err)
	require.NoError(t, schema(t).Validate(document))
}

// What the decoder refuses for its structure the schema refuses too; and what
// the schema refuses, the decoder does.
func TestSchemaRefusesWhatTheDecoderDoes(t *testing.T) {
	against := schema(t)
	structural := 0
	for _, c := range brokenTerms {
		set := good(t)
		for _, e := range c.edits {
			set.edit(t, e)
		}
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(set[termsFile]))
		if err == nil {
			err = against.Validate(document)
		}
		if c.structural {
			structural++
			require.Error(t, err, c.name)
		}
		if err != nil {
			set.refused(t)
		}
	}
	require.Equal(t, 9, structural)
}
