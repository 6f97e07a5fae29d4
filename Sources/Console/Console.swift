// The pages and the API of a desk.

import Hummingbird
