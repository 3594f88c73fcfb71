#include "query/operators/operators.hpp"

#include <algorithm>

namespace micrograph::query {

namespace {

class TextCandidatesScan final : public Operator {
public:
  TextCandidatesScan(Run& run, std::size_t width, VariableIndex variable,
                     std::shared_ptr<const graph::TextCandidates> candidates, std::string name)
      : Operator(run, width), variable_(variable), candidates_(std::move(candidates)), name_(std::move(name)) {}

  std::string describe() const override { return "TextCandidates ?" + name_; }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    return as_copy(std::make_unique<TextCandidatesScan>(lane, width(), variable_, candidates_, name_), lane, kind);
  }
  void narrow(std::uint64_t part, std::uint64_t parts) override {
    const std::uint64_t all = candidates_->size(), share = all / parts, rest = all % parts;
    left_ = share + (part < rest ? 1 : 0);
    in_range_ = share * part + std::min(part, rest);
    const auto& ranges = candidates_->ranges;
    for (; range_ < ranges.size() && in_range_ >= ranges[range_].second - ranges[range_].first; ++range_)
      in_range_ -= ranges[range_].second - ranges[range_].first;
    done_ = part != 0; // if bound, there is one row at most
  }

protected:
  void start(const graph::ValueId* outer) override {
    outer_ = outer;
    range_ = 0;
    in_range_ = 0;
    left_ = candidates_->size();
    is_bound_ = outer[variable_].defined();
    done_ = false;
  }
  void fill(Block& out) override {
    if (is_bound_)
      return pass(out);
    const auto& ranges = candidates_->ranges;
    for (; !out.full() && left_ != 0; --left_) {
      const auto [first, end] = ranges[range_];
      out.add(outer_)[variable_] = graph::ValueId(graph::Tag::vocabulary, first + in_range_);
      if (++in_range_ == end - first) {
        ++range_;
        in_range_ = 0;
      }
    }
  }

private:
  /// Some rows before bind the variable, some do not: what is bound is a candidate or not.
  void pass(Block& out) {
    if (!done_ && candidates_->may_meet(outer_[variable_]))
      out.add(outer_);
    done_ = true;
  }

  VariableIndex variable_;
  std::shared_ptr<const graph::TextCandidates> candidates_;
  std::string name_;
  const graph::ValueId* outer_ = nullptr;
  bool is_bound_ = false;
  bool done_ = false; ///< if bound
  std::size_t range_ = 0;
  std::uint64_t in_range_ = 0; ///< how many of the range were given
  std::uint64_t left_ = 0;     ///< of all ranges, to be given
};

} // namespace

OperatorPtr make_text_candidates(Run& run, std::size_t width, VariableIndex variable,
                                 std::shared_ptr<const graph::TextCandidates> candidates, std::string name) {
  return std::make_unique<TextCandidatesScan>(run, width, variable, std::move(candidates), std::move(name));
}

} // namespace micrograph::query
