#include "syntax/read.hpp"

#include "base/error.hpp"
#include "jsonld/rdf_io.hpp"
#include "rdf/serd_io.hpp"
#include "rdfxml/reader.hpp"
#include "syntax/sniff.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <vector>

namespace micrograph::syntax {

namespace {

/// Knows no context at all.
class NoContexts final : public jsonld::DocumentLoader {
public:
  [[nodiscard]] jsonld::RemoteDocument load(const std::string& iri) override {
    throw FormatError("jsonld.loading-remote-context-failed", "the context <" + iri + "> is not known here");
  }
};

/// JSON is read as a whole, which needs its length: a decompressed text comes into memory first.
std::unique_ptr<ByteSource> with_known_size(std::unique_ptr<ByteSource> bytes) {
  if (bytes->size() != std::numeric_limits<std::uint64_t>::max())
    return bytes;
  std::vector<std::byte> all;
  constexpr std::size_t piece = std::size_t{1} << 20;
  for (std::size_t count = piece; count == piece;) {
    const std::size_t before = all.size();
    all.resize(before + piece);
    count = bytes->read_at(before, std::span(all).subspan(before));
    all.resize(before + count);
  }
  return open_memory(bytes->name(), std::move(all));
}

void mislabelled(const ByteSource& bytes, const std::string& text, FindingSink& findings) {
  findings.report({"input.mislabelled", Severity::warning, Place{bytes.name(), {}, {}, {}, {}}, text});
}

void check_compression(const ByteSource& bytes, const FileType& promised, Compression found, FindingSink& findings) {
  const auto name_of_kind = [](Compression kind) { return std::string(kind == Compression::gzip ? "gzip" : "Zstandard"); };
  if (promised.compression == found || (!promised.syntax && promised.compression == Compression::none))
    return; // a name without a suffix, such as that of standard input, promises nothing
  mislabelled(bytes,
              found == Compression::none ? "the suffix promises " + name_of_kind(promised.compression) + ", but nothing is compressed"
                                         : "the content is compressed with " + name_of_kind(found) +
                                               ", of which the suffix says nothing",
              findings);
}

/// The syntax to read in: what was said, what the content is, or what the suffix promises.
Syntax decide(ByteSource& bytes, std::optional<Syntax> promised, FindingSink& findings) {
  std::string start(sniffed_size, '\0');
  start.resize(bytes.read_at(0, std::as_writable_bytes(std::span(start))));
  const auto guess = guess_syntax(start);
  if (!guess && !promised)
    throw UsageError("usage.no-syntax", "neither suffix nor content of '" + bytes.name() +
                                            "' tell which syntax it is in; say it with --from: " + all_names());
  if (!promised)
    return widest(guess->syntax);
  if (!guess || is_kept_by(*promised, *guess))
    return *promised;
  mislabelled(bytes,
              "the suffix promises " + std::string(name_of(*promised)) + ", but the content is " +
                  std::string(name_of(guess->syntax)) + ", and is read as that",
              findings);
  return widest(guess->syntax);
}

/// What is to be read, decompressed and with its syntax decided.
struct Opened {
  std::unique_ptr<ByteSource> bytes;
  Syntax syntax;
};

Opened open(std::unique_ptr<ByteSource> bytes, const ReadOptions& options, FindingSink& findings) {
  const FileType promised = type_from_suffix(bytes->name());
  std::array<std::byte, 4> magic{};
  const Compression compression = compression_of(std::span(magic).first(bytes->read_at(0, magic)));
  check_compression(*bytes, promised, compression, findings);
  bytes = open_decompressed(std::move(bytes), compression);
  const Syntax syntax = options.syntax ? *options.syntax : decide(*bytes, promised.syntax, findings);
  return {std::move(bytes), syntax};
}

void read_opened(Opened& from, const ReadOptions& options, rdf::StatementSink& sink) {
  const auto read_family = [&](rdf::Syntax of_family) {
    rdf::read_rdf(*from.bytes, of_family, options.base, sink, options.blank_prefix);
  };
  switch (from.syntax) {
  case Syntax::turtle:
    read_family(rdf::Syntax::turtle);
    break;
  case Syntax::trig:
    read_family(rdf::Syntax::trig);
    break;
  case Syntax::ntriples:
    read_family(rdf::Syntax::ntriples);
    break;
  case Syntax::nquads:
    read_family(rdf::Syntax::nquads);
    break;
  case Syntax::rdfxml:
    rdfxml::read_rdfxml(*from.bytes, options.base, sink, options.blank_prefix);
    break;
  case Syntax::jsonld: {
    NoContexts none;
    from.bytes = with_known_size(std::move(from.bytes));
    jsonld::read_jsonld(*from.bytes, options.base, sink, options.contexts ? *options.contexts : none,
                        options.blank_prefix);
    break;
  }
  }
}

} // namespace

Syntax read(std::unique_ptr<ByteSource> bytes, const ReadOptions& options, rdf::StatementSink& sink,
            FindingSink& findings) {
  Opened from = open(std::move(bytes), options, findings);
  read_opened(from, options, sink);
  return from.syntax;
}

Syntax read(std::unique_ptr<ByteSource> bytes, const ReadOptions& options, const SharedReading& shared,
            FindingSink& findings) {
  Opened from = open(std::move(bytes), options, findings);
  if (from.syntax == Syntax::ntriples || from.syntax == Syntax::nquads)
    rdf::read_lines_in_parallel(*from.bytes,
                                from.syntax == Syntax::ntriples ? rdf::Syntax::ntriples : rdf::Syntax::nquads,
                                shared.lend_sink,
                                {.threads = shared.threads, .blank_prefix = options.blank_prefix});
  else
    shared.lend_sink([&](rdf::StatementSink& sink) { read_opened(from, options, sink); });
  return from.syntax;
}

} // namespace micrograph::syntax
