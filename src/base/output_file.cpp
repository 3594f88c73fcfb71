#include "base/output_file.hpp"

#include "base/error.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <streambuf>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace micrograph {

namespace {

/// A stream buffer over a descriptor. std::ofstream hides both errno and the descriptor that fsync needs.
class DescriptorBuffer final : public std::streambuf {
public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor), buffer_(1 << 16) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  /// errno of the first write that failed; 0 if none did.
  [[nodiscard]] int failure() const { return failure_; }

protected:
  int sync() override {
    const char* from = pbase();
    while (from < pptr() && failure_ == 0) {
      const ssize_t count = ::write(descriptor_, from, static_cast<std::size_t>(pptr() - from));
      if (count >= 0)
        from += count;
      else if (errno != EINTR)
        failure_ = errno;
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return failure_ == 0 ? 0 : -1;
  }
  int_type overflow(int_type c) override {
    if (sync() != 0)
      return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof()))
      sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }

private:
  int descriptor_;
  int failure_ = 0;
  std::vector<char> buffer_;
};

} // namespace

struct OutputFile::State {
  std::filesystem::path path;
  std::string beside; ///< empty when written directly
  int descriptor = -1;
  std::unique_ptr<DescriptorBuffer> buffer;
  std::unique_ptr<std::ostream> stream;

  [[noreturn]] void fail(int error) const {
    throw IoError("output.failed", std::string("cannot be written: ") + std::strerror(error),
                  Place{path.string(), {}, {}, {}, {}});
  }
};

OutputFile::OutputFile(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.path = path;
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    state.descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    state.beside = path.string() + ".XXXXXX";
    state.descriptor = ::mkostemp(state.beside.data(), O_CLOEXEC);
    // mkstemp makes files private; a result file gets the mode that any new file would have.
    const mode_t mask = ::umask(0);
    ::umask(mask);
    if (state.descriptor >= 0)
      ::fchmod(state.descriptor, exists ? status.st_mode & 07777 : 0666 & ~mask);
  }
  if (state.descriptor < 0)
    state.fail(errno);
  state.buffer = std::make_unique<DescriptorBuffer>(state.descriptor);
  state.stream = std::make_unique<std::ostream>(state.buffer.get());
}

OutputFile::~OutputFile() {
  if (state_->descriptor >= 0)
    ::close(state_->descriptor);
  if (!state_->beside.empty())
    ::unlink(state_->beside.c_str());
}

std::ostream& OutputFile::stream() { return *state_->stream; }

void OutputFile::commit() {
  State& state = *state_;
  state.stream->flush();
  if (!*state.stream)
    state.fail(state.buffer->failure() != 0 ? state.buffer->failure() : EIO);
  if (!state.beside.empty() && ::fsync(state.descriptor) != 0)
    state.fail(errno);
  const int descriptor = std::exchange(state.descriptor, -1);
  if (::close(descriptor) != 0)
    state.fail(errno);
  if (!state.beside.empty() && ::rename(state.beside.c_str(), state.path.c_str()) != 0)
    state.fail(errno);
  state.beside.clear();
}

} // namespace micrograph
