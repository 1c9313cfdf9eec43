package terms

// ValidSyntax reports whether data is JSON within the limits, for comparison
// with another reader.
func ValidSyntax(data []byte) bool {
	_, err := scan(data)
	return err == nil
}
