# Holds feeds to Atom by Ruby's own RSS library: reads a JSON list of texts, and writes one with what is wrong with each, or null.
require 'json'
require 'rss'

def fault(text)
  RSS::Parser.parse(text, validate: true, ignore_unknown_element: false)
  nil
rescue RSS::Error => e
  "#{e.class}: #{e.message}"
end

puts JSON.generate(JSON.parse($stdin.read).map { |text| fault(text) })
