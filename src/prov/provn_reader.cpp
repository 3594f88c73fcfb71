#include "prov/provn_reader.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "prov/date_time.hpp"
#include "prov/kinds.hpp"
#include "prov/names.hpp"
#include "prov/vocabulary.hpp"

namespace micrograph::prov {

namespace {

/// Characters that end a name or a time.
constexpr std::string_view delimiters = " \t\r\n,;()[]'\"=<>";

class Reader {
public:
  Reader(std::string_view text, const std::string& source) : text_(text), source_(source) {}

  Document read() {
    expect_word("document");
    Names names;
    read_declarations(names);
    for (const auto& [prefix, iri] : names.prefixes())
      document_.prefixes.emplace(prefix, iri);
    for (;;) {
      const std::string word = take_word("a record, bundle or endDocument");
      if (word == "endDocument")
        break;
      if (word == "bundle")
        read_bundle(names);
      else
        document_.records.push_back(read_record(word, names));
    }
    skip_space();
    if (place_ != text_.size())
      fail("nothing may follow endDocument");
    return std::move(document_);
  }

private:
  [[noreturn]] void fail(const std::string& text, const char* code = "prov.syntax") const {
    std::uint64_t line = 1, column = 1;
    for (const char c : text_.substr(0, place_)) {
      ++column;
      if (c == '\n') {
        ++line;
        column = 1;
      }
    }
    throw FormatError(code, text, Place{source_, {}, {}, line, column});
  }

  void skip_space() {
    for (;;) {
      while (place_ < text_.size() &&
             std::string_view(" \t\r\n").find(text_[place_]) != std::string_view::npos)
        ++place_;
      const std::string_view rest = text_.substr(place_);
      if (rest.starts_with("//")) {
        place_ = std::min(text_.find('\n', place_), text_.size());
      } else if (rest.starts_with("/*")) {
        const auto end = text_.find("*/", place_ + 2);
        if (end == std::string_view::npos)
          fail("a comment has no end");
        place_ = end + 2;
      } else {
        return;
      }
    }
  }

  [[nodiscard]] bool take(std::string_view mark) {
    skip_space();
    if (!text_.substr(place_).starts_with(mark))
      return false;
    place_ += mark.size();
    return true;
  }

  void expect(std::string_view mark) {
    if (!take(mark))
      fail("expected " + std::string(mark));
  }

  /// A name, time or keyword, with its escapes resolved.
  std::string take_word(const char* what) {
    skip_space();
    std::string word;
    for (; place_ < text_.size() && delimiters.find(text_[place_]) == std::string_view::npos; ++place_) {
      if (text_[place_] == '\\' && place_ + 1 < text_.size())
        ++place_;
      word += text_[place_];
    }
    if (word.empty())
      fail(std::string("expected ") + what);
    return word;
  }

  void expect_word(std::string_view word) {
    if (take_word(word.data()) != word)
      fail("expected " + std::string(word));
  }

  [[nodiscard]] std::string name(const std::string& word, const Names& names) const {
    auto iri = names.resolve(word);
    if (!iri)
      fail(word + " names nothing: its prefix is not declared, or stands for no IRI", "prov.prefix");
    return *std::move(iri);
  }

  std::string take_iri() {
    expect("<");
    const auto end = text_.find('>', place_);
    if (end == std::string_view::npos)
      fail("an IRI has no end");
    std::string iri(text_.substr(place_, end - place_));
    place_ = end + 1;
    return iri;
  }

  void read_declarations(Names& names) {
    for (;;) {
      const std::size_t before = place_;
      const std::string word = take_word("a declaration or a record");
      if (word == "prefix") {
        const std::string prefix = take_word("a prefix");
        names.declare(prefix, take_iri());
      } else if (word == "default") {
        names.declare("", take_iri());
      } else {
        place_ = before;
        return;
      }
    }
  }

  void read_bundle(const Names& outer) {
    const std::string word = take_word("the name of the bundle");
    Names names(&outer);
    read_declarations(names);
    Bundle bundle{name(word, names), {}};
    for (std::string next = take_word("a record"); next != "endBundle";
         next = take_word("a record or endBundle"))
      bundle.records.push_back(read_record(next, names));
    document_.bundles.push_back(std::move(bundle));
  }

  Record read_record(const std::string& word, const Names& names) {
    if (++count_ > max_records)
      fail("more records than can be held", "prov.too-large");
    const auto kind = kind_from_name(word);
    if (!kind)
      fail("PROV-N has no records of the kind " + word);
    Record record;
    record.kind = *kind;
    const KindSpec& spec = spec_of(*kind);
    expect("(");
    std::size_t next = 0;
    std::optional<std::string> first = take_word("a name or -");
    if (spec.is_element()) {
      record.id = name(*first, names);
      first.reset();
    } else if (spec.clazz && take(";")) {
      if (*first != "-")
        record.id = name(*first, names);
      first = take_word("a name or -");
    }
    if (first)
      set_argument(record, next++, *first, names);
    while (!take(")")) {
      expect(",");
      if (take("["))
        read_attributes(record, names);
      else
        set_argument(record, next++, take_word("a name, a time or -"), names);
    }
    return record;
  }

  void set_argument(Record& record, std::size_t place, const std::string& word, const Names& names) const {
    const KindSpec& spec = spec_of(record.kind);
    if (place >= spec.arguments.size())
      fail(std::string("too many arguments for ") + spec.name);
    if (word == "-")
      return;
    if (spec.arguments[place].role != Role::time)
      record.arguments[place] = name(word, names);
    else if (canonical_date_time(word) != word)
      record.arguments[place] = word;
    else
      fail(word + " is no xsd:dateTime");
  }

  void read_attributes(Record& record, const Names& names) {
    if (take("]"))
      return;
    do {
      const std::string attribute = name(take_word("the name of an attribute"), names);
      expect("=");
      record.attributes.push_back({attribute, read_value(names)});
    } while (take(","));
    expect("]");
  }

  rdf::Term read_value(const Names& names) {
    if (take("'")) {
      const std::string iri = name(take_word("a qualified name"), names);
      if (place_ >= text_.size() || text_[place_++] != '\'')
        fail("a qualified name has no end");
      return iri.starts_with("_:") ? rdf::Term(rdf::TermKind::blank, iri.substr(2))
                                   : rdf::Term(rdf::TermKind::iri, iri);
    }
    if (take("\"\"\""))
      return typed(read_string("\"\"\""), names);
    if (take("\""))
      return typed(read_string("\""), names);
    const std::string word = take_word("a value");
    const std::size_t sign = word[0] == '-' ? 1 : 0;
    if (word.size() == sign || word.find_first_not_of("0123456789", sign) != std::string::npos)
      fail("a value must be a string, a qualified name between ' and ', or an integer");
    return {rdf::TermKind::literal, word, std::string(xsd_namespace) + "int"};
  }

  std::string read_string(std::string_view quotes) {
    std::string content;
    while (!text_.substr(place_).starts_with(quotes)) {
      if (place_ >= text_.size() || (quotes.size() == 1 && text_[place_] == '\n'))
        fail("a string has no end");
      char c = text_[place_++];
      if (c == '\\') {
        if (place_ >= text_.size())
          fail("a string has no end");
        constexpr std::string_view escapes = "tbnrf\\\"'", meanings = "\t\b\n\r\f\\\"'";
        const auto which = escapes.find(text_[place_++]);
        if (which == std::string_view::npos)
          fail("an unknown escape in a string");
        c = meanings[which];
      }
      content += c;
    }
    place_ += quotes.size();
    return content;
  }

  rdf::Term typed(std::string content, const Names& names) {
    if (take("@")) {
      auto language = language_tag(take_word("a language"));
      if (!language)
        fail("expected a language tag");
      return {rdf::TermKind::literal, std::move(content), {}, *std::move(language)};
    }
    if (!take("%%"))
      return {rdf::TermKind::literal, std::move(content)};
    const std::string datatype = name(take_word("a datatype"), names);
    const bool plain = datatype == std::string(xsd_namespace) + "string" ||
                       prov_local(datatype) == "InternationalizedString";
    return {rdf::TermKind::literal, std::move(content), plain ? std::string() : datatype};
  }

  std::string_view text_;
  const std::string& source_;
  Document document_;
  std::size_t place_ = 0;
  std::size_t count_ = 0;
};

} // namespace

Document read_prov_n(std::string_view text, const std::string& source) {
  if (!is_utf8(text))
    throw FormatError("prov.syntax", "PROV-N must be UTF-8", Place{source, {}, {}, {}, {}});
  return Reader(text, source).read();
}

} // namespace micrograph::prov
