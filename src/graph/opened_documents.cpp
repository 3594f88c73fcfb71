#include "graph/opened_documents.hpp"

#include "base/error.hpp"
#include "graph/document_summary.hpp"
#include "graph/statement_hash.hpp"

#include <string>
#include <utility>

namespace micrograph::graph {

namespace {

/// Passes statements on and counts what passes.
class CheckingSink final : public rdf::StatementSink {
public:
  explicit CheckingSink(rdf::StatementSink& next) : next_(next) {}
  void statement(const rdf::QuadView& quad) override {
    ++statements;
    hash += stable_hash(quad);
    next_.statement(quad);
  }
  std::uint64_t statements = 0, hash = 0;

private:
  rdf::StatementSink& next_;
};

} // namespace

SharedIds::SharedIds(std::shared_ptr<const Snapshot> snapshot)
    : snapshot_(std::move(snapshot)), first_pooled_(snapshot_->stats().terms) {}

ValueId SharedIds::id(const rdf::TermView& term) const {
  if (const auto carried = ValueId::from_term(term))
    return *carried;
  // The pool first: it hashes, where the dictionary searches.
  if (const auto pooled = pool_.find(term))
    return ValueId(Tag::vocabulary, first_pooled_ + *pooled);
  if (const auto known = snapshot_->find(term))
    return *known;
  return ValueId(Tag::vocabulary, first_pooled_ + pool_.add(term));
}

rdf::Term SharedIds::term(ValueId id) const {
  if (id.tag() == Tag::vocabulary && id.payload() >= first_pooled_)
    return pool_.term(static_cast<TermPool::Number>(id.payload() - first_pooled_));
  return snapshot_->term(id);
}

OpenedDocument::OpenedDocument(std::shared_ptr<const Snapshot> statements, const SharedIds& ids)
    : statements_(std::move(statements)), ids_(ids), shared_(statements_->stats().terms), bytes_(0) {
  for (const auto& [part, bytes] : statements_->stats().bytes)
    bytes_ += bytes;
  bytes_ += shared_.size() * sizeof(shared_.front());
}

ValueId OpenedDocument::shared(ValueId own) const {
  if (!own.defined() || own.carries_value())
    return own;
  std::atomic<std::uint64_t>& known = shared_[static_cast<std::size_t>(own.payload())];
  if (const std::uint64_t bits = known.load(std::memory_order_relaxed); bits != 0)
    return ValueId(bits);
  const ValueId id = ids_.id(statements_->term(own));
  known.store(id.bits(), std::memory_order_relaxed);
  return id;
}

std::optional<ValueId> OpenedDocument::own(ValueId shared) const {
  if (!shared.defined() || shared.carries_value())
    return shared;
  if (shared.tag() != Tag::vocabulary)
    return std::nullopt; // a term of a running query
  return statements_->find(ids_.term(shared));
}

OpenedDocuments::OpenedDocuments(const DocumentArchive& archive, std::shared_ptr<const DocumentOpener> opener,
                                 const SharedIds& ids, std::uint64_t most_bytes)
    : archive_(archive), opener_(std::move(opener)), ids_(ids), most_bytes_(most_bytes) {}

void OpenedDocuments::make(std::uint32_t entry, rdf::StatementSink& sink) const {
  const StoredEntry& stored = archive_[entry];
  CheckingSink checked(sink);
  const std::string source = opener_->open(archive_.payload(entry), checked);
  if (checked.statements != stored.statements || checked.hash != stored.hash)
    throw FormatError("archive.other-version",
                      "the documents of this source give " + std::to_string(checked.statements) +
                          " statements that are not the " + std::to_string(stored.statements) +
                          " of when they were imported, so another version of the program wrote the graph; "
                          "build it again with this version, or read it with that one",
                      Place{source, std::string(archive_.name(entry)), {}, {}, {}});
}

std::shared_ptr<const OpenedDocument> OpenedDocuments::if_open(std::uint32_t entry) {
  const std::lock_guard lock(mutex_);
  const auto at = by_entry_.find(entry);
  if (at == by_entry_.end())
    return nullptr;
  kept_.splice(kept_.begin(), kept_, at->second);
  return at->second->document;
}

std::shared_ptr<const OpenedDocument> OpenedDocuments::open(std::uint32_t entry) {
  if (auto known = if_open(entry))
    return known;
  // Without the lock: two threads may open the same document, and one of them in vain.
  BuildOptions small;
  small.memory = std::uint64_t{256} << 20; // no document that import takes needs as much
  SnapshotBuilder builder(small);
  make(entry, builder);
  auto document = std::make_shared<const OpenedDocument>(builder.build(), ids_);
  ++opened_;
  const std::lock_guard lock(mutex_);
  if (const auto at = by_entry_.find(entry); at != by_entry_.end())
    return at->second->document;
  kept_.push_front({entry, document});
  by_entry_.emplace(entry, kept_.begin());
  bytes_ += document->bytes();
  // The newest one is kept even if it alone is too large: it is about to be asked again.
  while (bytes_ > most_bytes_ && kept_.size() > 1) {
    bytes_ -= kept_.back().document->bytes();
    by_entry_.erase(kept_.back().entry);
    kept_.pop_back();
  }
  return document;
}

void OpenedDocuments::walk(std::uint32_t entry, rdf::StatementSink& sink) {
  make(entry, sink);
  ++walked_;
}

std::uint64_t OpenedDocuments::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

} // namespace micrograph::graph
